import { Injectable, type OnModuleInit } from '@nestjs/common';
import { defineJob, Jobs } from '../jobs/index.js';
import { ChangePublisher } from '../log/index.js';
import { CheckRepository, type UncheckedFile } from './check.repository.js';
import { FileStore } from './file-store.js';
import { Pictures } from './pictures.js';
import { Scanner, type Verdict } from './scanner.js';

const CHECK = defineJob<object>('files-check');
const AT_ONCE = 200;

/** Has files looked at that came while the scanner was away. They are kept, and nobody but their uploader reads them until then. */
@Injectable()
export class CheckFiles implements OnModuleInit {
  constructor(
    private readonly rows: CheckRepository,
    private readonly store: FileStore,
    private readonly pictures: Pictures,
    private readonly scanner: Scanner,
    private readonly changes: ChangePublisher,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.every('* * * * *', CHECK, () => this.run());
  }

  /** Ends where the scanner is not there: each of the others would wait for it as long. */
  async run(): Promise<void> {
    const verdicts = new Map<string, Verdict>();
    for (const file of await this.rows.waiting(AT_ONCE)) {
      if (!(await this.rows.take(file.id))) continue;
      const known = verdicts.get(file.key);
      const verdict = known ?? (await this.look(file));
      verdicts.set(file.key, verdict);
      if (verdict.kind === 'away') break;
      // Before the row says so: who is cut off in between finds it again, as it waits on.
      if (verdict.kind === 'harmful' && !known) await this.remove(file.key, verdict.threat);
      if (verdict.kind !== 'unknown') await this.settle(file, verdict);
    }
  }

  /** Files that share bytes are settled one by one: whose bytes are gone was harmful. */
  private async look({ key, threat }: UncheckedFile): Promise<Verdict> {
    if ((await this.store.sizeOf(key)) === undefined) return { kind: 'harmful', threat: threat ?? 'removed' };
    return this.scanner.scan(() => this.store.read(key));
  }

  private async remove(key: string, threat: string): Promise<void> {
    await this.rows.note(key, threat);
    await this.pictures.remove(key);
  }

  private async settle({ id }: UncheckedFile, verdict: Verdict): Promise<void> {
    const told = await this.rows.settle(id, verdict.kind === 'harmful' ? verdict.threat : undefined);
    if (told) await this.changes.publish({ ...told, what: 'described' });
  }
}
