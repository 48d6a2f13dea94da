#!/usr/bin/env -S node
import type { Contract as End } from '../../snapshots/041d82fa17d3cbe0e1eb69698d11f6a76735a3e0aadf0c395e6edb00c60865ef/contract';
import endContract from '../../snapshots/041d82fa17d3cbe0e1eb69698d11f6a76735a3e0aadf0c395e6edb00c60865ef/contract.json' with { type: 'json' };
import {
  Migration,
  MigrationCLI,
  createCollection,
  createIndex,
} from '@prisma/orm-mongo/target/migration';

class M extends Migration<never, End> {
  override readonly endContractJson = endContract;

  override get operations() {
    return [
      createCollection('cache_control', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              at: { bsonType: 'date' },
              epoch: { bsonType: 'int' },
              name: { bsonType: 'string' },
              runId: { bsonType: 'string' },
            },
            required: ['_id', 'at', 'epoch', 'name', 'runId'],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createCollection('carts', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              addKeys: { bsonType: 'array', items: { bsonType: 'string' } },
              changedAt: { bsonType: 'date' },
              items: {
                bsonType: 'array',
                items: {
                  additionalProperties: false,
                  bsonType: 'object',
                  properties: {
                    productId: { bsonType: 'string' },
                    quantity: { bsonType: 'int' },
                    seenPriceMinor: { bsonType: 'int' },
                    sku: { bsonType: 'string' },
                  },
                  required: ['productId', 'quantity', 'seenPriceMinor', 'sku'],
                },
              },
              ownerKey: { bsonType: 'string' },
              version: { bsonType: 'int' },
            },
            required: ['_id', 'addKeys', 'changedAt', 'items', 'ownerKey', 'version'],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createCollection('categories', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              line: { bsonType: 'string' },
              name: { bsonType: 'string' },
              place: { bsonType: 'int' },
              productCount: { bsonType: 'int' },
              slug: { bsonType: 'string' },
            },
            required: ['_id', 'line', 'name', 'place', 'productCount', 'slug'],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createCollection('idempotency', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              at: { bsonType: 'date' },
              key: { bsonType: 'string' },
              requestHash: { bsonType: 'string' },
              result: { bsonType: 'string' },
            },
            required: ['_id', 'at', 'key', 'requestHash', 'result'],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createCollection('order_numbers', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              name: { bsonType: 'string' },
              next: { bsonType: 'int' },
            },
            required: ['_id', 'name', 'next'],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createCollection('orders', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              address: {
                oneOf: [
                  { bsonType: 'null' },
                  {
                    additionalProperties: false,
                    bsonType: 'object',
                    properties: {
                      country: { bsonType: 'string' },
                      firstName: { bsonType: 'string' },
                      lastName: { bsonType: 'string' },
                      postcode: { bsonType: 'string' },
                      street: { bsonType: 'string' },
                      town: { bsonType: 'string' },
                    },
                    required: ['country', 'firstName', 'lastName', 'postcode', 'street', 'town'],
                  },
                ],
              },
              createdAt: { bsonType: 'date' },
              currency: { bsonType: 'string' },
              delivery: { bsonType: 'string' },
              deliveryMinor: { bsonType: 'long' },
              email: { bsonType: ['null', 'string'] },
              goodsMinor: { bsonType: 'long' },
              holdExpiresAt: { bsonType: 'date' },
              holdExtensions: { bsonType: 'int' },
              holdSeconds: { bsonType: 'int' },
              lines: {
                bsonType: 'array',
                items: {
                  additionalProperties: false,
                  bsonType: 'object',
                  properties: {
                    art: {
                      additionalProperties: false,
                      bsonType: 'object',
                      properties: {
                        kind: { bsonType: 'string' },
                        seed: { bsonType: 'int' },
                        variant: { bsonType: 'string' },
                      },
                      required: ['kind', 'seed', 'variant'],
                    },
                    options: {
                      bsonType: 'array',
                      items: {
                        additionalProperties: false,
                        bsonType: 'object',
                        properties: { name: { bsonType: 'string' }, value: { bsonType: 'string' } },
                        required: ['name', 'value'],
                      },
                    },
                    productId: { bsonType: 'string' },
                    quantity: { bsonType: 'int' },
                    sku: { bsonType: 'string' },
                    slug: { bsonType: 'string' },
                    title: { bsonType: 'string' },
                    unitPriceMinor: { bsonType: 'int' },
                  },
                  required: [
                    'art',
                    'options',
                    'productId',
                    'quantity',
                    'sku',
                    'slug',
                    'title',
                    'unitPriceMinor',
                  ],
                },
              },
              number: { bsonType: 'string' },
              ownerKey: { bsonType: 'string' },
              payment: {
                oneOf: [
                  { bsonType: 'null' },
                  {
                    additionalProperties: false,
                    bsonType: 'object',
                    properties: {
                      amountMinor: { bsonType: 'long' },
                      cardLast4: { bsonType: 'string' },
                      gateway: { bsonType: 'string' },
                      reference: { bsonType: 'string' },
                      refundedMinor: { bsonType: 'long' },
                    },
                    required: ['amountMinor', 'cardLast4', 'gateway', 'reference', 'refundedMinor'],
                  },
                ],
              },
              productIds: { bsonType: 'array', items: { bsonType: 'string' } },
              settlement: {
                oneOf: [
                  { bsonType: 'null' },
                  {
                    additionalProperties: false,
                    bsonType: 'object',
                    properties: {
                      amountMinor: { bsonType: 'long' },
                      at: { bsonType: 'date' },
                      key: { bsonType: 'string' },
                      kind: { bsonType: 'string' },
                    },
                    required: ['amountMinor', 'at', 'key', 'kind'],
                  },
                ],
              },
              status: { bsonType: 'string' },
              timeline: {
                bsonType: 'array',
                items: {
                  additionalProperties: false,
                  bsonType: 'object',
                  properties: {
                    actor: {
                      additionalProperties: false,
                      bsonType: 'object',
                      properties: {
                        id: { bsonType: 'string' },
                        kind: { bsonType: 'string' },
                        name: { bsonType: 'string' },
                      },
                      required: ['id', 'kind', 'name'],
                    },
                    at: { bsonType: 'date' },
                    event: { bsonType: 'string' },
                    note: { bsonType: ['null', 'string'] },
                  },
                  required: ['actor', 'at', 'event'],
                },
              },
              tokens: { bsonType: 'array', items: { bsonType: 'string' } },
              totalMinor: { bsonType: 'long' },
              unsettledSince: { bsonType: ['null', 'date'] },
              version: { bsonType: 'int' },
            },
            required: [
              '_id',
              'createdAt',
              'currency',
              'delivery',
              'deliveryMinor',
              'goodsMinor',
              'holdExpiresAt',
              'holdExtensions',
              'holdSeconds',
              'lines',
              'number',
              'ownerKey',
              'productIds',
              'status',
              'timeline',
              'tokens',
              'totalMinor',
              'version',
            ],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createCollection('product_stock', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: { _id: { bsonType: 'objectId' }, version: { bsonType: 'int' } },
            required: ['_id', 'version'],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createCollection('products', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              art: {
                additionalProperties: false,
                bsonType: 'object',
                properties: {
                  kind: { bsonType: 'string' },
                  seed: { bsonType: 'int' },
                  variant: { bsonType: 'string' },
                },
                required: ['kind', 'seed', 'variant'],
              },
              care: { bsonType: 'string' },
              category: { bsonType: 'string' },
              contentVersion: { bsonType: 'int' },
              currency: { bsonType: 'string' },
              description: { bsonType: 'string' },
              dimensions: { bsonType: 'string' },
              lowStockAt: { bsonType: 'int' },
              materials: { bsonType: 'string' },
              options: {
                bsonType: 'array',
                items: {
                  additionalProperties: false,
                  bsonType: 'object',
                  properties: {
                    name: { bsonType: 'string' },
                    values: { bsonType: 'array', items: { bsonType: 'string' } },
                  },
                  required: ['name', 'values'],
                },
              },
              priceMinor: { bsonType: 'int' },
              publishedAt: { bsonType: 'date' },
              skuCodes: { bsonType: 'array', items: { bsonType: 'string' } },
              skus: {
                bsonType: 'array',
                items: {
                  additionalProperties: false,
                  bsonType: 'object',
                  properties: {
                    art: {
                      additionalProperties: false,
                      bsonType: 'object',
                      properties: {
                        kind: { bsonType: 'string' },
                        seed: { bsonType: 'int' },
                        variant: { bsonType: 'string' },
                      },
                      required: ['kind', 'seed', 'variant'],
                    },
                    options: {
                      bsonType: 'array',
                      items: {
                        additionalProperties: false,
                        bsonType: 'object',
                        properties: { name: { bsonType: 'string' }, value: { bsonType: 'string' } },
                        required: ['name', 'value'],
                      },
                    },
                    priceMinor: { bsonType: 'int' },
                    sku: { bsonType: 'string' },
                  },
                  required: ['art', 'options', 'priceMinor', 'sku'],
                },
              },
              slug: { bsonType: 'string' },
              sortTitle: { bsonType: 'string' },
              status: { bsonType: 'string' },
              title: { bsonType: 'string' },
              tokens: { bsonType: 'array', items: { bsonType: 'string' } },
            },
            required: [
              '_id',
              'art',
              'care',
              'category',
              'contentVersion',
              'currency',
              'description',
              'dimensions',
              'lowStockAt',
              'materials',
              'options',
              'priceMinor',
              'publishedAt',
              'skuCodes',
              'skus',
              'slug',
              'sortTitle',
              'status',
              'title',
              'tokens',
            ],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createCollection('stock', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              available: { bsonType: 'int' },
              held: { bsonType: 'bool' },
              level: { bsonType: 'string' },
              lowStockAt: { bsonType: 'int' },
              onHand: { bsonType: 'int' },
              productId: { bsonType: 'objectId' },
              reserved: { bsonType: 'int' },
              sku: { bsonType: 'string' },
              tokens: { bsonType: 'array', items: { bsonType: 'string' } },
              version: { bsonType: 'int' },
            },
            required: [
              '_id',
              'available',
              'held',
              'level',
              'lowStockAt',
              'onHand',
              'productId',
              'reserved',
              'sku',
              'tokens',
              'version',
            ],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createCollection('stock_movements', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              actor: {
                additionalProperties: false,
                bsonType: 'object',
                properties: {
                  id: { bsonType: 'string' },
                  kind: { bsonType: 'string' },
                  name: { bsonType: 'string' },
                },
                required: ['id', 'kind', 'name'],
              },
              after: {
                additionalProperties: false,
                bsonType: 'object',
                properties: { onHand: { bsonType: 'int' }, reserved: { bsonType: 'int' } },
                required: ['onHand', 'reserved'],
              },
              at: { bsonType: 'date' },
              before: {
                additionalProperties: false,
                bsonType: 'object',
                properties: { onHand: { bsonType: 'int' }, reserved: { bsonType: 'int' } },
                required: ['onHand', 'reserved'],
              },
              causeKey: { bsonType: 'string' },
              delta: {
                additionalProperties: false,
                bsonType: 'object',
                properties: { onHand: { bsonType: 'int' }, reserved: { bsonType: 'int' } },
                required: ['onHand', 'reserved'],
              },
              kind: { bsonType: 'string' },
              note: { bsonType: ['null', 'string'] },
              orderId: { bsonType: ['null', 'objectId'] },
              productId: { bsonType: 'objectId' },
              reason: { bsonType: ['null', 'string'] },
              sku: { bsonType: 'string' },
              version: { bsonType: 'int' },
            },
            required: [
              '_id',
              'actor',
              'after',
              'at',
              'before',
              'causeKey',
              'delta',
              'kind',
              'productId',
              'sku',
              'version',
            ],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createCollection('test_charges', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              amountMinor: { bsonType: 'long' },
              at: { bsonType: 'date' },
              cardLast4: { bsonType: 'string' },
              currency: { bsonType: 'string' },
              key: { bsonType: 'string' },
              orderId: { bsonType: 'string' },
              reference: { bsonType: 'string' },
              refunds: {
                bsonType: 'array',
                items: {
                  additionalProperties: false,
                  bsonType: 'object',
                  properties: { amountMinor: { bsonType: 'long' }, key: { bsonType: 'string' } },
                  required: ['amountMinor', 'key'],
                },
              },
            },
            required: [
              '_id',
              'amountMinor',
              'at',
              'cardLast4',
              'currency',
              'key',
              'orderId',
              'reference',
              'refunds',
            ],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createIndex('cache_control', [{ direction: 1, field: 'name' }], { unique: true }),
      createIndex('carts', [{ direction: 1, field: 'ownerKey' }], { unique: true }),
      createIndex('categories', [{ direction: 1, field: 'slug' }], { unique: true }),
      createIndex('idempotency', [{ direction: 1, field: 'key' }], { unique: true }),
      createIndex('idempotency', [{ direction: 1, field: 'at' }], { expireAfterSeconds: 172800 }),
      createIndex('order_numbers', [{ direction: 1, field: 'name' }], { unique: true }),
      createIndex('orders', [{ direction: 1, field: 'number' }], { unique: true }),
      createIndex(
        'orders',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'holdExpiresAt' },
        ],
        {},
      ),
      createIndex(
        'orders',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'productIds' },
          { direction: 1, field: 'holdExpiresAt' },
        ],
        {},
      ),
      createIndex(
        'orders',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'createdAt' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex(
        'orders',
        [
          { direction: 1, field: 'ownerKey' },
          { direction: 1, field: 'createdAt' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex(
        'orders',
        [
          { direction: 1, field: 'createdAt' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex('orders', [{ direction: 1, field: 'unsettledSince' }], {}),
      createIndex('orders', [{ direction: 1, field: 'tokens' }], {}),
      createIndex('products', [{ direction: 1, field: 'slug' }], { unique: true }),
      createIndex('products', [{ direction: 1, field: 'skuCodes' }], { unique: true }),
      createIndex(
        'products',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'publishedAt' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex(
        'products',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'priceMinor' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex(
        'products',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'sortTitle' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex(
        'products',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'category' },
          { direction: 1, field: 'publishedAt' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex(
        'products',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'category' },
          { direction: 1, field: 'priceMinor' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex(
        'products',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'category' },
          { direction: 1, field: 'sortTitle' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex(
        'products',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'tokens' },
        ],
        {},
      ),
      createIndex('stock', [{ direction: 1, field: 'sku' }], { unique: true }),
      createIndex('stock', [{ direction: 1, field: 'productId' }], {}),
      createIndex(
        'stock',
        [
          { direction: 1, field: 'level' },
          { direction: 1, field: 'sku' },
        ],
        {},
      ),
      createIndex(
        'stock',
        [
          { direction: 1, field: 'held' },
          { direction: 1, field: 'sku' },
        ],
        {},
      ),
      createIndex('stock', [{ direction: 1, field: 'tokens' }], {}),
      createIndex('stock_movements', [{ direction: 1, field: 'causeKey' }], { unique: true }),
      createIndex(
        'stock_movements',
        [
          { direction: 1, field: 'sku' },
          { direction: 1, field: 'version' },
        ],
        { unique: true },
      ),
      createIndex('test_charges', [{ direction: 1, field: 'key' }], { unique: true }),
      createIndex('test_charges', [{ direction: 1, field: 'reference' }], { unique: true }),
    ];
  }
}

export default M;
MigrationCLI.run(import.meta.url, M);
