import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasData } from './has-data';
import { serverFolder } from './server-folder';

test('a broker has data while it has replicas, whatever else of its folder is gone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'has-data-'));
  try {
    const broker = serverFolder(folder, 'broker', 1);
    expect(hasData(broker)).toBe(false);
    mkdirSync(join(broker.data, 'orders-0'), { recursive: true });
    expect(hasData(broker)).toBe(true);
    rmSync(join(broker.data, 'orders-0'), { recursive: true });
    // Of a start that came to nothing.
    writeFileSync(join(broker.data, 'start.id'), '');
    expect(hasData(broker)).toBe(false);
    writeFileSync(join(broker.data, 'meta.properties'), '');
    expect(hasData(broker)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
