#!/usr/bin/env -S node
import type { Contract as End } from '../../snapshots/2cf040037a65f40db2198d4056fd73ed2594b4afc019b27c6da2ac1c37cbb515/contract';
import endContract from '../../snapshots/2cf040037a65f40db2198d4056fd73ed2594b4afc019b27c6da2ac1c37cbb515/contract.json' with { type: 'json' };
import type { Contract as Start } from '../../snapshots/a207a30019eb8042feb28d8403b206425804fc9d5dfa07515eacd598e3fd549a/contract';
import startContract from '../../snapshots/a207a30019eb8042feb28d8403b206425804fc9d5dfa07515eacd598e3fd549a/contract.json' with { type: 'json' };
import {
  Migration,
  MigrationCLI,
  createIndex,
  dropIndex,
} from '@prisma/orm-mongo/target/migration';

class M extends Migration<Start, End> {
  override readonly startContractJson = startContract;
  override readonly endContractJson = endContract;

  override get operations() {
    return [
      dropIndex('products', [
        { direction: 1, field: 'status' },
        { direction: 1, field: 'tokens' },
      ]),
      createIndex(
        'products',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'tokens' },
          { direction: 1, field: 'publishedAt' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex(
        'products',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'tokens' },
          { direction: 1, field: 'priceMinor' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
      createIndex(
        'products',
        [
          { direction: 1, field: 'status' },
          { direction: 1, field: 'tokens' },
          { direction: 1, field: 'sortTitle' },
          { direction: 1, field: '_id' },
        ],
        {},
      ),
    ];
  }
}

export default M;
MigrationCLI.run(import.meta.url, M);
