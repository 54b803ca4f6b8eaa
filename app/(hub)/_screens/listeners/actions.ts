"use server";

import { z } from "zod";
import { deleteListener as remove, switchListener as turn } from "@/lib/listeners/commands";
import { getEndpointUrl } from "@/lib/listeners/queries";
import { saveListenerWithGroup } from "@/lib/listeners/save-with-group";
import { listenerWithGroup } from "@/lib/listeners/save-with-group-schema";
import { listenerDraft, listenerSwitch } from "@/lib/listeners/schema";
import { sendTestCall, testCallInput } from "@/lib/listeners/send-test";
import { action } from "@/lib/web/action";

const listener = z.strictObject({ id: z.uuid() });

export const saveListener = action("listeners.write", listenerWithGroup, saveListenerWithGroup);
export const switchListener = action("listeners.write", listenerSwitch, turn);
export const deleteListener = action("listeners.write", listener, (actor, { id }) => remove(actor, id));
/** The API endpoint URL of what the form holds, saved or not. */
export const showEndpoint = action("listeners.write", listenerDraft, getEndpointUrl);
/** A real call, marked as a test in the log. */
export const sendTest = action("listeners.write", testCallInput, sendTestCall);
