'use strict';

const { KoreApi } = require('./dist/credentials/KoreApi.credentials.js');
const { KoreContact } = require('./dist/nodes/KoreContact/KoreContact.node.js');
const {
  KoreContactTrigger,
} = require('./dist/nodes/KoreContactTrigger/KoreContactTrigger.node.js');

module.exports = { KoreApi, KoreContact, KoreContactTrigger };
