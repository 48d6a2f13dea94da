#!/usr/bin/env -S node
import type { Contract as Start } from '../../snapshots/399b0ac1b6b6224608408eb5a014e0542e1aaac23ba7202fdfa9e690b87b5dab/contract';
import startContract from '../../snapshots/399b0ac1b6b6224608408eb5a014e0542e1aaac23ba7202fdfa9e690b87b5dab/contract.json' with { type: 'json' };
import type { Contract as End } from '../../snapshots/79ce30dd263576bfb4a69b4c50a154243d3016047d7e1cbbe3d73215584a5bd6/contract';
import endContract from '../../snapshots/79ce30dd263576bfb4a69b4c50a154243d3016047d7e1cbbe3d73215584a5bd6/contract.json' with { type: 'json' };
import {
  Migration,
  MigrationCLI,
  createCollection,
  createIndex,
} from '@prisma/orm-mongo/target/migration';

class M extends Migration<Start, End> {
  override readonly startContractJson = startContract;
  override readonly endContractJson = endContract;

  override get operations() {
    return [
      createCollection('back_in_stock_requests', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              address: { bsonType: 'string' },
              at: { bsonType: 'date' },
              email: { bsonType: 'string' },
              sku: { bsonType: 'string' },
            },
            required: ['_id', 'address', 'at', 'email', 'sku'],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createCollection('back_in_stock_told', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              at: { bsonType: 'date' },
              rounds: {
                bsonType: 'array',
                items: {
                  additionalProperties: false,
                  bsonType: 'object',
                  properties: { at: { bsonType: 'date' }, count: { bsonType: 'int' } },
                  required: ['at', 'count'],
                },
              },
              sku: { bsonType: 'string' },
              stockVersion: { bsonType: 'int' },
            },
            required: ['_id', 'at', 'rounds', 'sku', 'stockVersion'],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createIndex(
        'back_in_stock_requests',
        [
          { direction: 1, field: 'sku' },
          { direction: 1, field: 'address' },
        ],
        { unique: true },
      ),
      createIndex(
        'back_in_stock_requests',
        [
          { direction: 1, field: 'sku' },
          { direction: 1, field: 'at' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex(
        'back_in_stock_requests',
        [
          { direction: 1, field: 'address' },
          { direction: 1, field: 'at' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex('back_in_stock_requests', [{ direction: 1, field: 'at' }], {
        expireAfterSeconds: 15552000,
      }),
      createIndex('back_in_stock_told', [{ direction: 1, field: 'sku' }], { unique: true }),
      createIndex('back_in_stock_told', [{ direction: 1, field: 'at' }], {
        expireAfterSeconds: 86400,
      }),
    ];
  }
}

export default M;
MigrationCLI.run(import.meta.url, M);
