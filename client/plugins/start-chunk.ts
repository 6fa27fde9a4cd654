interface ModuleInfo {
  isEntry: boolean;
  importers: readonly string[];
  exports: readonly string[];
  code: string | null;
}

interface ModuleGraph {
  getModuleInfo: (id: string) => ModuleInfo | null;
}

/** Passes on what others export and does nothing itself: who imports it wants some of that, not all. */
const PASSES_ON = /\/contract\/dist\/index\.js$/;

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
    info !== null && (info.isEntry || info.importers.some((importer) => wants(importer, info, graph)));
  known.set(id, isNeeded);
  return isNeeded;
}

function wants(importer: string, wanted: ModuleInfo, graph: ModuleGraph): boolean {
  if (!PASSES_ON.test(importer)) return isNeededAtStart(importer, graph);
  const users = graph.getModuleInfo(importer)?.importers ?? [];
  return users.some((user) => isNeededAtStart(user, graph) && names(graph.getModuleInfo(user), wanted));
}

function names(user: ModuleInfo | null, { exports }: ModuleInfo): boolean {
  const words = new Set(user?.code?.match(/[\w$]+/g));
  return exports.some((name) => words.has(name));
}
