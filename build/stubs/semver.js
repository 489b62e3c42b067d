'use strict';

/**
 * The questions that the library asks about the Node.js it runs on, each of which every Node.js that
 * this package accepts ("engines" in package.json) answers with yes.
 */
const answeredYes = new Set(['^6.12.0 || >=8.0.0', '>=15.7.0', '>=16.9.0']);

/**
 * Stands in for the package `semver` in the bundle: 60 kB of it for three answers known beforehand.
 * A question that is new here, after an update of the library, must be thought about: it throws
 * while the module loads, and the build and every test fail.
 */
exports.satisfies = function satisfies(version, range) {
  if (!answeredYes.has(range)) throw new Error(`No answer is known to the Node.js range ${range}`);
  return true;
};
