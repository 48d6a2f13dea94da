#!/usr/bin/env -S node
import type { Contract as End } from '../../snapshots/399b0ac1b6b6224608408eb5a014e0542e1aaac23ba7202fdfa9e690b87b5dab/contract';
import endContract from '../../snapshots/399b0ac1b6b6224608408eb5a014e0542e1aaac23ba7202fdfa9e690b87b5dab/contract.json' with { type: 'json' };
import type { Contract as Start } from '../../snapshots/660bda76705b2fc4b155c8864a71ba67b3c99b039f08bcd3f8382274c24c46aa/contract';
import startContract from '../../snapshots/660bda76705b2fc4b155c8864a71ba67b3c99b039f08bcd3f8382274c24c46aa/contract.json' with { type: 'json' };
import {
  Migration,
  MigrationCLI,
  dropCollection,
  dropIndex,
} from '@prisma/orm-mongo/target/migration';

class M extends Migration<Start, End> {
  override readonly startContractJson = startContract;
  override readonly endContractJson = endContract;

  override get operations() {
    return [
      dropIndex('cache_control', [{ direction: 1, field: 'name' }]),
      dropCollection('cache_control'),
    ];
  }
}

export default M;
MigrationCLI.run(import.meta.url, M);
