/** How often a property is tried: more in an acceptance run, which says how often at least. */
export const runs = (usual: number): number => Math.max(usual, Number(process.env['PROPERTY_RUNS'] ?? 0));
