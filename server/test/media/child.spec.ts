import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import sharp from 'sharp';
import { TEST_ENVIRONMENT } from '../../../rig/environment.mjs';
import { Config } from '../../src/config/index.js';
import { JOB_FILES, MediaChild } from '../../src/media/index.js';

it('the process for pictures gives way to the server', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chatket-child-'));
  const child = new MediaChild(
    new Config({ ...TEST_ENVIRONMENT, DATABASE_URL: 'postgresql://a@localhost/a' }),
  );
  try {
    const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } });
    await writeFile(join(folder, JOB_FILES.original), await picture.jpeg().toBuffer());
    await child.prepare(folder, 'image/jpeg');
    const { pid } = child.state;
    expect(pid).toBeDefined();
    expect(getPriority(pid)).toBeGreaterThan(getPriority());
  } finally {
    await child.onModuleDestroy();
    rmSync(folder, { recursive: true });
  }
});
