#!/usr/bin/env -S node
import type { Contract as Start } from '../../snapshots/79ce30dd263576bfb4a69b4c50a154243d3016047d7e1cbbe3d73215584a5bd6/contract';
import startContract from '../../snapshots/79ce30dd263576bfb4a69b4c50a154243d3016047d7e1cbbe3d73215584a5bd6/contract.json' with { type: 'json' };
import type { Contract as End } from '../../snapshots/8f9e04bb1702df54fbfcda43f2d5203fc9eb15bc76f3919c57a81a9958ccd0f0/contract';
import endContract from '../../snapshots/8f9e04bb1702df54fbfcda43f2d5203fc9eb15bc76f3919c57a81a9958ccd0f0/contract.json' with { type: 'json' };
import { Migration, MigrationCLI, collMod, createIndex } from '@prisma/orm-mongo/target/migration';

class M extends Migration<Start, End> {
  override readonly startContractJson = startContract;
  override readonly endContractJson = endContract;

  override get operations() {
    return [
      createIndex(
        'products',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'pricePrefixes' },
          { direction: 1, field: 'publishedAt' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex(
        'products',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'pricePrefixes' },
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
          { direction: 1, field: 'pricePrefixes' },
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
          { direction: 1, field: 'pricePrefixes' },
          { direction: 1, field: 'sortTitle' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      collMod(
        'products',
        {
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
                pricePrefixes: { bsonType: 'array', items: { bsonType: 'string' } },
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
                          properties: {
                            name: { bsonType: 'string' },
                            value: { bsonType: 'string' },
                          },
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
        },
        {
          id: 'validator.products.update',
          label: 'Update validator on products',
          operationClass: 'widening',
        },
      ),
    ];
  }
}

export default M;
MigrationCLI.run(import.meta.url, M);
