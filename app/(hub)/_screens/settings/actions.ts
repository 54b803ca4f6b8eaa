"use server";

import { z } from "zod";
import { communityInput } from "@/lib/community/schema";
import { updateCommunity } from "@/lib/community/settings";
import { removeMailServer as unset, saveMailServer as save, sendTestMail as test } from "@/lib/mail/mail-server";
import { mailServerInput } from "@/lib/mail/schema";
import { followOwnAddress } from "@/lib/sample/follow-own-address";
import { loadSample as load } from "@/lib/sample/programme";
import { removeSample as remove } from "@/lib/sample/remove";
import { action } from "@/lib/web/action";

const nothing = z.strictObject({});

export const saveSettings = action("settings.write", communityInput, async (actor, input) => {
  await updateCommunity(actor, input);
  await followOwnAddress();
});
export const removeMailServer = action("settings.write", nothing, (actor) => unset(actor));
export const sendTestMail = action("settings.write", nothing, (actor) => test(actor));
export const saveMailServer = action("settings.write", mailServerInput, save);
export const loadSample = action("settings.write", nothing, () => load());
export const removeSample = action("settings.write", nothing, (actor) => remove(actor));
