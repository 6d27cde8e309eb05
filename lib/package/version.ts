/** Of this package, as package.json has it: a constant, so that nothing need be read or bundled for it. */
export const version = '0.1.0';
