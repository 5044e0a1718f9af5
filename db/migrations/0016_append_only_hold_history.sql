create trigger hold_history_append_only before update or delete on hold_history
  for each row execute function refuse_change();
--> statement-breakpoint
revoke update, delete on hold_history from harborlight_app;
