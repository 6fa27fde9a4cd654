interface ModuleGraph {
  getModuleInfo: (id: string) => { isEntry: boolean; importers: readonly string[] } | null;
}

const known = new Map<string, boolean>();

/**
 * Puts everything the first page needs into one file, which compresses better than several. Left alone, the bundler
 * would split off what parts loaded later use as well.
 */
export function startChunk(id: string, graph: ModuleGraph): string | null {
  return isNeededAtStart(id, graph) ? 'start' : null;
}

/** Whether static imports lead here from the entry. */
function isNeededAtStart(id: string, graph: ModuleGraph): boolean {
  const before = known.get(id);
  if (before !== undefined) return before;
  known.set(id, false); // ends circles
  const info = graph.getModuleInfo(id);
  const isNeeded =
    info !== null && (info.isEntry || info.importers.some((importer) => isNeededAtStart(importer, graph)));
  known.set(id, isNeeded);
  return isNeeded;
}
