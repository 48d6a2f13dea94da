#!/usr/bin/env -S node
import type { Contract as Start } from '../../snapshots/041d82fa17d3cbe0e1eb69698d11f6a76735a3e0aadf0c395e6edb00c60865ef/contract';
import startContract from '../../snapshots/041d82fa17d3cbe0e1eb69698d11f6a76735a3e0aadf0c395e6edb00c60865ef/contract.json' with { type: 'json' };
import type { Contract as End } from '../../snapshots/97954c4640a604fe7f5bd176602c86ab268252399f32a3a27d39d7a9ec0fdc0f/contract';
import endContract from '../../snapshots/97954c4640a604fe7f5bd176602c86ab268252399f32a3a27d39d7a9ec0fdc0f/contract.json' with { type: 'json' };
import {
  Migration,
  MigrationCLI,
  collMod,
  createCollection,
  createIndex,
} from '@prisma/orm-mongo/target/migration';

class M extends Migration<Start, End> {
  override readonly startContractJson = startContract;
  override readonly endContractJson = endContract;

  override get operations() {
    return [
      createCollection('ledger_drifts', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              faults: {
                bsonType: 'array',
                items: {
                  additionalProperties: false,
                  bsonType: 'object',
                  properties: { code: { bsonType: 'string' }, sentence: { bsonType: 'string' } },
                  required: ['code', 'sentence'],
                },
              },
              seenAt: { bsonType: 'date' },
              since: { bsonType: 'date' },
              sku: { bsonType: 'string' },
            },
            required: ['_id', 'faults', 'seenAt', 'since', 'sku'],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createCollection('mails', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              at: { bsonType: 'date' },
              key: { bsonType: 'string' },
              subject: { bsonType: 'string' },
              text: { bsonType: 'string' },
              to: { bsonType: 'string' },
            },
            required: ['_id', 'at', 'key', 'subject', 'text', 'to'],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createCollection('payment_intents', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              at: { bsonType: 'date' },
              intentId: { bsonType: 'string' },
              key: { bsonType: 'string' },
            },
            required: ['_id', 'at', 'intentId', 'key'],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createIndex('ledger_drifts', [{ direction: 1, field: 'sku' }], { unique: true }),
      createIndex('mails', [{ direction: 1, field: 'key' }], { unique: true }),
      createIndex(
        'mails',
        [
          { direction: 1, field: 'at' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex('orders', [{ direction: 1, field: 'mailsDue' }], {}),
      createIndex('payment_intents', [{ direction: 1, field: 'key' }], { unique: true }),
      createIndex('payment_intents', [{ direction: 1, field: 'intentId' }], { unique: true }),
      collMod(
        'orders',
        {
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
                      cancelled: { bsonType: ['null', 'int'] },
                      options: {
                        bsonType: 'array',
                        items: {
                          additionalProperties: false,
                          bsonType: 'object',
                          properties: {
                            name: { bsonType: 'string' },
                            value: { bsonType: 'string' },
                          },
                          required: ['name', 'value'],
                        },
                      },
                      productId: { bsonType: 'string' },
                      quantity: { bsonType: 'int' },
                      returned: { bsonType: ['null', 'int'] },
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
                mailsDue: { bsonType: 'array', items: { bsonType: 'string' } },
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
                      required: [
                        'amountMinor',
                        'cardLast4',
                        'gateway',
                        'reference',
                        'refundedMinor',
                      ],
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
        },
        {
          id: 'validator.orders.update',
          label: 'Update validator on orders',
          operationClass: 'destructive',
        },
      ),
    ];
  }
}

export default M;
MigrationCLI.run(import.meta.url, M);
