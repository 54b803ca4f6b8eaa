-- Who is deleted, so that sums over a project's people need not read every account to leave them out.
CREATE INDEX "app_user_deleted" ON "app_user" ("id") WHERE "state" = 'deleted';
