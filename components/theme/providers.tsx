"use client";

import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useState, type ReactNode } from "react";
import { LiveRegion } from "@/components/kit/live-region";
import { cssVariables } from "./css-variables";
import { PreferencesProvider } from "./preferences";
import { theme } from "./theme";
import toasts from "./toasts.module.css";

/** Everything a page may rely on. `nonce` is that of the response's content security policy; `now` the server's clock in ms. */
export function Providers({ nonce, now, children }: { nonce?: string; now: number; children: ReactNode }) {
  const [queryClient] = useState(newQueryClient);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={nonce ? () => nonce : undefined}
    >
      <PreferencesProvider value={{ now }}>
        <QueryClientProvider client={queryClient}>
          <NuqsAdapter>
            <ModalsProvider labels={{ confirm: "Confirm", cancel: "Cancel" }}>
              <Notifications className={toasts.root} position="top-center" autoClose={6000} zIndex={400} />
              <LiveRegion />
              {children}
            </ModalsProvider>
          </NuqsAdapter>
        </QueryClientProvider>
      </PreferencesProvider>
    </MantineProvider>
  );
}

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 10_000, retry: 1, refetchOnWindowFocus: true } },
  });
}
