import { notifications } from "@mantine/notifications";

/** Downloads a file, once it is sure that there will be one: what is wrong is said here instead of in a broken download. */
export async function download(href: string): Promise<void> {
  try {
    const { ok } = await fetch(href, { method: "HEAD" });
    if (ok) save(href);
    else await sayWhy(href);
  } catch {
    refused("Fieldpost did not answer. Try again in a moment.");
  }
}

/** As a link to a file: should it be refused after all, the browser says so beside its downloads and the list stays. */
function save(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}

/** A question about heads alone has no words in its answer. */
async function sayWhy(href: string): Promise<void> {
  const answer = await fetch(href);
  if (answer.ok) {
    await answer.body?.cancel();
    save(href);
  } else {
    const { message } = (await answer.json()) as { message: string };
    refused(message);
  }
}

function refused(message: string): void {
  notifications.show({ color: "red", title: "Nothing was downloaded", message });
}
