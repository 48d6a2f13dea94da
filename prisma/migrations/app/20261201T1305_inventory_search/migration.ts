#!/usr/bin/env -S node
import type { Contract as Start } from '../../snapshots/8f9e04bb1702df54fbfcda43f2d5203fc9eb15bc76f3919c57a81a9958ccd0f0/contract';
import startContract from '../../snapshots/8f9e04bb1702df54fbfcda43f2d5203fc9eb15bc76f3919c57a81a9958ccd0f0/contract.json' with { type: 'json' };
import type { Contract as End } from '../../snapshots/a207a30019eb8042feb28d8403b206425804fc9d5dfa07515eacd598e3fd549a/contract';
import endContract from '../../snapshots/a207a30019eb8042feb28d8403b206425804fc9d5dfa07515eacd598e3fd549a/contract.json' with { type: 'json' };
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
      dropIndex('stock', [{ direction: 1, field: 'tokens' }]),
      createIndex(
        'stock',
        [
          { direction: 1, field: 'tokens' },
          { direction: 1, field: 'sku' },
        ],
        {},
      ),
    ];
  }
}

export default M;
MigrationCLI.run(import.meta.url, M);
