'use strict';

// Of all tests the unit tests.
const [unit] = require('../../jest.config.js').projects;
module.exports = unit;
