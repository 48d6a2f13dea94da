#!/usr/bin/env -S node
import type { Contract as Start } from '../../snapshots/2cf040037a65f40db2198d4056fd73ed2594b4afc019b27c6da2ac1c37cbb515/contract';
import startContract from '../../snapshots/2cf040037a65f40db2198d4056fd73ed2594b4afc019b27c6da2ac1c37cbb515/contract.json' with { type: 'json' };
import type { Contract as End } from '../../snapshots/b9566b7726b6462a9dbc7a08fcaebb6f785e449dd14e6358fa9d2a01adfd408c/contract';
import endContract from '../../snapshots/b9566b7726b6462a9dbc7a08fcaebb6f785e449dd14e6358fa9d2a01adfd408c/contract.json' with { type: 'json' };
import { Migration, MigrationCLI, collMod, createIndex } from '@prisma/orm-mongo/target/migration';

class M extends Migration<Start, End> {
  override readonly startContractJson = startContract;
  override readonly endContractJson = endContract;

  override get operations() {
    return [
      createIndex(
        'mails',
        [
          { direction: 1, field: 'state' },
          { direction: 1, field: 'at' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex(
        'mails',
        [
          { direction: 1, field: 'state' },
          { direction: 1, field: 'sendAfter' },
        ],
        {},
      ),
      createIndex('mails', [{ direction: 1, field: 'at' }], { expireAfterSeconds: 15552000 }),
      collMod(
        'mails',
        {
          validator: {
            $jsonSchema: {
              additionalProperties: false,
              bsonType: 'object',
              properties: {
                _id: { bsonType: 'objectId' },
                at: { bsonType: 'date' },
                html: { bsonType: ['null', 'string'] },
                key: { bsonType: 'string' },
                lastError: { bsonType: ['null', 'string'] },
                orderId: { bsonType: ['null', 'string'] },
                orderNumber: { bsonType: ['null', 'string'] },
                sendAfter: { bsonType: ['null', 'date'] },
                sentAt: { bsonType: ['null', 'date'] },
                state: { bsonType: ['null', 'string'] },
                subject: { bsonType: 'string' },
                text: { bsonType: 'string' },
                to: { bsonType: 'string' },
                tries: { bsonType: ['null', 'int'] },
              },
              required: ['_id', 'at', 'key', 'subject', 'text', 'to'],
            },
          },
          validationLevel: 'strict',
          validationAction: 'error',
        },
        {
          id: 'validator.mails.update',
          label: 'Update validator on mails',
          operationClass: 'widening',
        },
      ),
    ];
  }
}

export default M;
MigrationCLI.run(import.meta.url, M);
