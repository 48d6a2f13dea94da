#!/usr/bin/env -S node
import type { Contract as End } from '../../snapshots/660bda76705b2fc4b155c8864a71ba67b3c99b039f08bcd3f8382274c24c46aa/contract';
import endContract from '../../snapshots/660bda76705b2fc4b155c8864a71ba67b3c99b039f08bcd3f8382274c24c46aa/contract.json' with { type: 'json' };
import type { Contract as Start } from '../../snapshots/7e255cc826da9aad9fff0b5a97d2c4dd1e453506d01adf04d87e59f48ca8303b/contract';
import startContract from '../../snapshots/7e255cc826da9aad9fff0b5a97d2c4dd1e453506d01adf04d87e59f48ca8303b/contract.json' with { type: 'json' };
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
      createCollection('order_issues', {
        validator: {
          $jsonSchema: {
            additionalProperties: false,
            bsonType: 'object',
            properties: {
              _id: { bsonType: 'objectId' },
              amountMinor: { bsonType: 'long' },
              changedAt: { bsonType: 'date' },
              closedBy: {
                oneOf: [
                  { bsonType: 'null' },
                  {
                    additionalProperties: false,
                    bsonType: 'object',
                    properties: {
                      id: { bsonType: 'string' },
                      kind: { bsonType: 'string' },
                      name: { bsonType: 'string' },
                    },
                    required: ['id', 'kind', 'name'],
                  },
                ],
              },
              detail: { bsonType: 'string' },
              dueBy: { bsonType: ['null', 'date'] },
              key: { bsonType: 'string' },
              kind: { bsonType: 'string' },
              openedAt: { bsonType: 'date' },
              orderId: { bsonType: 'string' },
              orderNumber: { bsonType: 'string' },
              reference: { bsonType: ['null', 'string'] },
              state: { bsonType: 'string' },
            },
            required: [
              '_id',
              'amountMinor',
              'changedAt',
              'detail',
              'key',
              'kind',
              'openedAt',
              'orderId',
              'orderNumber',
              'state',
            ],
          },
        },
        validationLevel: 'strict',
        validationAction: 'error',
      }),
      createIndex('order_issues', [{ direction: 1, field: 'key' }], { unique: true }),
      createIndex(
        'order_issues',
        [
          { direction: 1, field: 'state' },
          { direction: 1, field: 'openedAt' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex('order_issues', [{ direction: 1, field: 'orderId' }], {}),
      createIndex(
        'orders',
        [
          { direction: 1, field: 'mailsDue' },
          { direction: 1, field: 'mailAfter' },
        ],
        {},
      ),
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
                heldFrom: { bsonType: ['null', 'string'] },
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
                mailAfter: { bsonType: ['null', 'date'] },
                mailTries: { bsonType: ['null', 'int'] },
                mailsDue: { bsonType: 'array', items: { bsonType: 'string' } },
                mailsStuck: { bsonType: 'array', items: { bsonType: 'string' } },
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
                settleTries: { bsonType: ['null', 'int'] },
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
                        state: { bsonType: ['null', 'string'] },
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
                vat: {
                  oneOf: [
                    { bsonType: 'null' },
                    {
                      additionalProperties: false,
                      bsonType: 'object',
                      properties: {
                        basisPoints: { bsonType: 'int' },
                        country: { bsonType: 'string' },
                      },
                      required: ['basisPoints', 'country'],
                    },
                  ],
                },
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
