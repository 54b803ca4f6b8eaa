/** The ref of what takes the place of a long form: it is read next, and the page would else stay where the form was pressed. */
export function bringIntoView(node: HTMLElement | null): void {
  node?.focus();
}
