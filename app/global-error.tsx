"use client";

import "./globals.css";

/** Stands in when the layout itself fails, so it can use none of it. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ margin: 0, font: "14px/1.5 system-ui, sans-serif" }}>
        <title>Fieldpost could not be shown</title>
        <main style={{ maxWidth: 420, margin: "20vh auto 0", padding: 16, textAlign: "center" }}>
          <h1 style={{ fontSize: 20 }}>Fieldpost could not be shown</h1>
          <p>Something went wrong on our side. Nothing that was saved is lost.</p>
          {error.digest && (
            <p>
              Request id <code>{error.digest}</code>
            </p>
          )}
          <button type="button" onClick={reset} style={{ padding: "8px 16px", font: "inherit" }}>
            Retry
          </button>
        </main>
      </body>
    </html>
  );
}
