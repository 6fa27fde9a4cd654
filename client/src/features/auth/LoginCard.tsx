import type { ReactNode } from 'react';
import { useLocale } from '../../i18n';
import { PRODUCT } from '../../lib';
import { Logo } from '../../ui';

interface LoginCardProps {
  about: string;
  /** Of the server, where it has been given one. */
  name: string | undefined;
  icon: string | undefined;
  notice?: string;
  /** How one gets in here: said before the first name is typed. */
  note: ReactNode;
  children: ReactNode;
}

/** The calm card both login steps stand on. */
export function LoginCard({ about, name, icon, notice, note, children }: LoginCardProps) {
  const { rich } = useLocale();
  return (
    <main className="flex h-full flex-col items-center overflow-y-auto bg-surface-0 px-4 pt-[max(2rem,13dvh)] pb-8">
      <div className="w-full max-w-96 animate-appear">
        <div className="mb-7 flex flex-col items-center gap-4">
          {icon === undefined ? (
            <Logo className="size-12" />
          ) : (
            <span aria-hidden="true" className="text-[3rem] leading-none">
              {icon}
            </span>
          )}
          <div className="text-center">
            <h1 className="text-22 font-bold tracking-tight wrap-anywhere">
              <bdi dir="auto">{name ?? PRODUCT}</bdi>
            </h1>
            <p className="mt-1 text-balance text-quiet">{about}</p>
            <p className="mt-1 text-13 wrap-anywhere text-quiet">
              {rich('auth.server', {
                host: (
                  <bdi dir="ltr" className="font-medium text-ink">
                    {window.location.host}
                  </bdi>
                ),
              })}
            </p>
          </div>
        </div>
        {notice && (
          <p
            role="status"
            className="mb-3 rounded-xl border border-warning-line bg-warning-soft px-4 py-3 text-13 text-warning"
          >
            {notice}
          </p>
        )}
        <div className="rounded-2xl border border-line bg-surface-1 p-6 shadow-sm sm:p-8">{children}</div>
        <div className="mt-4 min-h-10 text-center text-13 text-balance text-quiet">{note}</div>
      </div>
    </main>
  );
}
