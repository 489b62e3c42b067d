'use strict';

/**
 * Stands in for the package `ecdsa-sig-formatter` in the bundle: it serves the ES algorithms, which
 * Kore.ai does not offer, and its licence alone would be 11 kB.
 */
function refuse() {
  throw new Error('ES algorithms are not part of this package');
}

module.exports = { derToJose: refuse, joseToDer: refuse };
