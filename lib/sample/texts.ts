/** What testers write. Some of it is hostile on purpose: a screen or a webhook that breaks on it breaks on the first day. */
export const bugTitles = [
  "Export crashes on large boards",
  'App "dies" on <export>',
  "Sync never finishes on a slow connection",
  "Dark mode: white flash when opening a note",
  "Search finds nothing after renaming a folder",
  "Cursor jumps to the end while typing",
  "Push notifications arrive twice",
  "Cannot sign in with a + in the address",
  "PDF export cuts off the last line",
  "同期ボタンを押すとアプリが固まる",
  "Drag and drop loses the first attachment",
  "Crash when rotating the tablet during upload",
  "Undo does not bring back a deleted board",
  "Emoji in a title break the share link 🎉",
  "Battery drains when the app is in the background",
  "Keyboard covers the save button",
  "Import stops at line 1,000 without a word",
  "Wrong week number in the calendar view",
  "Offline changes are lost after an update",
  "Settings page is blank for guests",
  "النص العربي معكوس في التصدير",
  "Copying a table pastes only its first column",
  "Voice note records silence with a headset",
  "Two reminders for one task",
  "Sharing ((everything)) shows raw brackets",
] as const;

export const ideaTitles = [
  "Export a board as slides",
  "A shortcut for moving a card",
  "Read-only links for guests",
  "Show who is typing",
  "Templates for weekly notes",
  "Let me colour my folders",
  "Import from other note apps",
  "A widget for today’s tasks",
  "Sort a board by due date",
  "Lock a note with a fingerprint",
  "Two columns in one note",
  "Remind me when I arrive somewhere",
] as const;

export const steps = [
  "1. Open a board with more than 200 cards\n2. Choose Share → Export\n3. Wait a few seconds\n\nThe app closes without a message.",
  "Happens every time on my device, never on the web. I can send a recording.",
  "Start the app without a connection, change a note, connect again.\nThe change is gone & the old text is back.",
  'Just open it. "It worked" in the version before this one.',
  "1. Long-press a card\n2. Drag it over the edge\n3. Let go",
  "",
] as const;

export const comments = [
  "Same here, on two devices.",
  "Thank you! Which version is this?",
  "Still happens in 3.2.0-beta.4.",
  "We could reproduce it and are looking into it.",
  "Fixed in the next build, please retest.",
  "Cannot see it any more, thanks.",
  "I attached a longer description in the forum.",
] as const;
