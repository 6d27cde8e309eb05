'use strict';
// What of kafkajs' tests is not of today, or not of here: jest 30 has some matchers by one name only, and the ports are those of
// kafkajs' own containers.
const MATCHERS = {
  toThrowError: 'toThrow',
  toBeCalled: 'toHaveBeenCalled',
  toBeCalledTimes: 'toHaveBeenCalledTimes',
  toBeCalledWith: 'toHaveBeenCalledWith',
};
const PORTS = ['9092', '9095', '9098'];

module.exports = {
  process: (source, path) => {
    const today = source.replaceAll(/\.(\w+)\(/g, (call, name) =>
      Object.hasOwn(MATCHERS, name) ? `.${MATCHERS[name]}(` : call,
    );
    if (!path.includes('testHelpers')) return { code: today };
    const ports = process.env.KAFKAJS_SUITE_PORTS.split(',');
    return { code: PORTS.reduce((text, port, index) => text.replaceAll(port, ports[index]), today) };
  },
};
