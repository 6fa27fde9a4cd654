-- Side conversations. A reply is a message of the room, in the same seq, that names the root of its thread: flag 8, and
-- `inRoom` is false where it is shown in the thread only. The root has the flag 16. What a thread has become is a row of
-- its own, so that a reply writes no further version of a message (traps 7, 9 and 10 of the design): unread is counted.
ALTER TABLE "Message" ADD COLUMN "threadId" UUID, ADD COLUMN "inRoom" BOOLEAN NOT NULL DEFAULT true;
CREATE INDEX "Message_threadId_seq_idx" ON "Message" ("threadId", "seq") WHERE "threadId" IS NOT NULL;
ALTER TABLE "HeldMessage" ADD COLUMN "threadId" UUID, ADD COLUMN "inRoom" BOOLEAN NOT NULL DEFAULT true;
-- Behind here, threads of the room may be unread.
ALTER TABLE "RoomMembership" ADD COLUMN "threadsReadSeq" BIGINT NOT NULL DEFAULT 0;

CREATE TABLE "Thread" (
    "rootId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    -- All that were ever written, deleted ones too: it rises with lastReplySeq and by nothing else, so that whoever hears
    -- of replies can count along.
    "replies" INTEGER NOT NULL,
    "lastReplySeq" BIGINT NOT NULL,
    "lastReplyAt" TIMESTAMPTZ(3) NOT NULL,
    -- Who replied last, the last first; at most three.
    "who" UUID[] NOT NULL,

    CONSTRAINT "Thread_pkey" PRIMARY KEY ("rootId"),
    CONSTRAINT "Thread_rootId_fkey" FOREIGN KEY ("rootId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Thread_roomId_lastReplySeq_idx" ON "Thread" ("roomId", "lastReplySeq" DESC);

CREATE TABLE "ThreadFollow" (
    "rootId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "lastReadSeq" BIGINT NOT NULL DEFAULT 0,
    "isFollowing" BOOLEAN NOT NULL,
    -- 'author' of the root, 'reply', 'mention', 'hand', or 'read': only looked into.
    "why" VARCHAR(8) NOT NULL,

    CONSTRAINT "ThreadFollow_pkey" PRIMARY KEY ("rootId", "userId"),
    CONSTRAINT "ThreadFollow_rootId_fkey" FOREIGN KEY ("rootId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ThreadFollow_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "ThreadFollow_userId_roomId_idx" ON "ThreadFollow" ("userId", "roomId");

-- Makes somebody follow a thread by what happened ('author', 'reply', 'mention'). Who has said that they do not want to
-- is asked again only by a reply of their own. p_read: up to where they have read it, where nothing is known of that.
CREATE FUNCTION thread_follow_by(p_root uuid, p_room uuid, p_user uuid, p_read bigint, p_why text) RETURNS void
LANGUAGE sql
AS $$
    INSERT INTO "ThreadFollow" AS f ("rootId", "userId", "roomId", "lastReadSeq", "isFollowing", why)
    VALUES (p_root, p_user, p_room, p_read, true, p_why)
    ON CONFLICT ("rootId", "userId") DO UPDATE SET "isFollowing" = true, why = p_why
    WHERE NOT f."isFollowing" AND (p_why = 'reply' OR f.why = 'read')
$$;

-- Notes the replies among what a statement has stored, in the order of their seqs. The caller holds the rooms' locks.
CREATE FUNCTION threads_note(p_message_ids uuid[]) RETURNS void
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    reply record;
    root_author uuid;
BEGIN
    FOR reply IN
        SELECT x.* FROM unnest(p_message_ids) AS i (id)
        CROSS JOIN LATERAL (SELECT * FROM "Message" y WHERE y.id = i.id LIMIT 1) x
        WHERE x."threadId" IS NOT NULL ORDER BY x."roomId", x.seq
    LOOP
        INSERT INTO "Thread" AS t ("rootId", "roomId", replies, "lastReplySeq", "lastReplyAt", who)
        VALUES (reply."threadId", reply."roomId", 1, reply.seq, reply."createdAt", ARRAY[reply."senderId"])
        ON CONFLICT ("rootId") DO UPDATE SET replies = t.replies + 1, "lastReplySeq" = excluded."lastReplySeq",
            "lastReplyAt" = excluded."lastReplyAt",
            who = (reply."senderId" || array_remove(t.who, reply."senderId"))[1:3];
        UPDATE "Message" m SET flags = m.flags | 16
        WHERE m.id = reply."threadId" AND m.flags & 16 = 0;
        SELECT m."senderId" INTO root_author FROM "Message" m WHERE m.id = reply."threadId";
        PERFORM thread_follow_by(reply."threadId", reply."roomId", root_author, 0, 'author');
        PERFORM thread_follow_by(reply."threadId", reply."roomId", reply."senderId", reply.seq, 'reply');
    END LOOP;
END
$$;

-- held_add for what is to be said in a thread.
CREATE FUNCTION held_add_reply(p_id uuid, p_room uuid, p_sender uuid, p_client_msg_id text, p_text text, p_reply_to uuid,
    p_pattern text, p_room_max integer, p_person_max integer, p_thread uuid, p_in_room boolean, OUT outcome text)
LANGUAGE plpgsql
AS $$
BEGIN
    outcome := held_add(p_id, p_room, p_sender, p_client_msg_id, p_text, p_reply_to, p_pattern, p_room_max, p_person_max);
    IF outcome = 'added' AND p_thread IS NOT NULL THEN
        UPDATE "HeldMessage" h SET "threadId" = p_thread, "inRoom" = p_in_room WHERE h.id = p_id;
    END IF;
END
$$;
