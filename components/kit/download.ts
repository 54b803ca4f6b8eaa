import { notifications } from "@mantine/notifications";

/** Downloads a list as a file, once it is sure that there will be one: what is wrong is said here instead of in a broken download. */
export async function download(href: string): Promise<void> {
  try {
    const response = await fetch(href, { method: "HEAD" });
    if (response.ok) save(href);
    else refused(response.status);
  } catch {
    refused(0);
  }
}

/** As a link to a file: should it be refused after all, the browser says so beside its downloads and the list stays. */
function save(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}

function refused(status: number): void {
  const message =
    reasons[status] ?? "This list cannot be exported as it stands. Reload the page and look at its filter and columns.";
  notifications.show({ color: "red", title: "There is no file", message });
}

// A question about heads alone has no words in its answer.
const reasons: Record<number, string> = {
  0: "Fieldpost did not answer. Try again in a moment.",
  401: "You are signed out. Sign in and export again.",
  429: "Two exports are being written already. Try again when one of them is done.",
  503: "The database is away or busy. Try again in a moment.",
};
