/** Under which the browser keeps the calls of a listener. */
export function callsKey(listenerId: string): string[] {
  return ["listener-calls", listenerId];
}
