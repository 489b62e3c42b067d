'use strict';

/**
 * Stands in for Node.js' `util` in the bundle, with the two functions that the library uses.
 *
 * Puts the values, one after the other, where the template says `%s`: the only placeholder that the
 * library's templates have.
 */
exports.format = function format(template, ...values) {
  let next = 0;
  return template.replace(/%s/g, (placeholder) =>
    next < values.length ? String(values[next++]) : placeholder,
  );
};

/** Makes one constructor's objects inherit from another's, as `util.inherits` does. */
exports.inherits = function inherits(constructor, parent) {
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
};
