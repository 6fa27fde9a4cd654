-- People are told by alerts of what they wanted to be reminded of, also when that was said long ago: the list is in the
-- order in which they were told, not in that of the messages.
CREATE INDEX "Alert_userId_createdAt_messageId_idx" ON "Alert" ("userId", "createdAt" DESC, "messageId" DESC);
