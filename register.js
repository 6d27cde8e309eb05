'use strict';
// Lets Node run the TypeScript of this project as it stands: types are stripped, nothing is checked (`npm run types` does that).
// Node understands ES2022 by itself, so nothing else is rewritten and hot loops stay as they were written.
const { addHook } = require('sucrase/dist/register');

addHook('.ts', { transforms: ['typescript', 'imports'], disableESTransforms: true });
