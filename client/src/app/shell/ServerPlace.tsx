import { type ReactNode, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import { AuditDialog } from '../../features/audit';
import { ServerPage } from '../../features/server';

/** The page of those who run the server, with the audit log that lies over it. */
export function ServerPlace({ lead }: { lead: ReactNode }) {
  const [, navigate] = useLocation();
  const [isAuditOpen, setIsAuditOpen] = useState(false);
  return (
    <>
      <ServerPage
        lead={lead}
        onAudit={() => setIsAuditOpen(true)}
        onRoom={(roomId) => navigate(`/rooms/${roomId}`)}
      />
      <Suspense>{isAuditOpen && <AuditDialog onClose={() => setIsAuditOpen(false)} />}</Suspense>
    </>
  );
}
