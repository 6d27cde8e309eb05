'use strict';
// This package's jest: its command would run that of the checkout instead, which is an older one.
void require('jest').run();
