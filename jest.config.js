'use strict';

const { availableParallelism } = require('node:os');

/**
 * Packages that ship as ES modules only, which jest compiles like our own sources. Each entry is a folder below
 * node_modules.
 */
const esModuleOnly = ['jose'];

/**
 * Packages that are loaded once for all files of tests of a process, by Node.js itself: that saves a quarter of the CPU
 * time of all tests, and of @faker-js/faker, which is an ES module of a megabyte, the translation.
 */
const loadedOnce = ['n8n-core', 'n8n-workflow', '@n8n/di', '@faker-js/faker'];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/engine/jest/environment.js',
  testSequencer: '<rootDir>/test/engine/jest/sequencer.js',
  testMatch: ['<rootDir>/test/{unit,integration,package,sandbox}/**/*.test.ts'],
  transform: {
    [`/node_modules/(?:${loadedOnce.join('|')})/`]: '<rootDir>/test/engine/jest/loadOnce.js',
    '\\.[jt]s$': [
      'ts-jest',
      {
        // `npm run typecheck` is a step of its own: here files are only translated, one by one.
        diagnostics: false,
        tsconfig: {
          target: 'ES2022',
          module: 'CommonJS',
          moduleResolution: 'Node10',
          esModuleInterop: true,
          resolveJsonModule: true,
          isolatedModules: true,
          allowJs: true,
        },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:${[...esModuleOnly, ...loadedOnce].join('|')})/)`],
  collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'lcovonly', 'json-summary'],
  // The floor that the project promises: 95 % of lines, 90 % of branches.
  coverageThreshold: { global: { lines: 95, branches: 90 } },
  // No more than there are processors: `npm test` lints and checks types beside the tests. Some 300 MB each.
  maxWorkers: Math.min(3, availableParallelism()),
  // Packing, scanning and starting the engine take seconds, not milliseconds, on a slow machine.
  testTimeout: 30_000,
};
