/** Where a click leads if it leaves the page, or the part of it that is shown; else null. Another query alone leaves nothing, but a tab does. */
export function leavingTo(event: MouseEvent): string | null {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || link.target === "_blank" || link.origin !== location.origin || link.hasAttribute("download"))
    return null;
  if (link.pathname === location.pathname && !link.closest("[data-tabs]")) return null;
  return link.pathname + link.search + link.hash;
}
