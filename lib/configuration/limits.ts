/** Of one file; of objects, how many of each kind. */
export const configurationLimits = { bytes: 5 * 1024 * 1024, objects: 500 } as const;
