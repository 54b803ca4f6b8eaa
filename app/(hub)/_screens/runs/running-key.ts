/** Under which the tray keeps what runs; whoever starts a run without leaving the page makes it look again. */
export const runningKey = ["running-runs"] as const;
