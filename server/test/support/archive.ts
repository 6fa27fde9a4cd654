import { fromBuffer } from 'yauzl';

/** The entries of a ZIP, by their names, as another library than ours reads them. */
export function entriesOf(bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Buffer>();
    fromBuffer(bytes, { lazyEntries: true, strictFileNames: true }, (failure, zip) => {
      if (failure) {
        reject(failure);
        return;
      }
      zip.on('error', reject);
      zip.on('end', () => resolve(entries));
      zip.on('entry', (entry: { fileName: string }) => {
        zip.openReadStream(entry as never, (problem, stream) => {
          if (problem) {
            reject(problem);
            return;
          }
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('error', reject);
          stream.on('end', () => {
            entries.set(entry.fileName, Buffer.concat(chunks));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

/** What an archive says in JSON: the rows of a list, or what somebody has written in a room. */
export function dataOf(entries: ReadonlyMap<string, Buffer>, name: string): unknown {
  const bytes = entries.get(`data/${name}.json`);
  return bytes && (JSON.parse(bytes.toString()) as unknown);
}
