import type { ReactNode } from 'react';
import { useLocale } from '../../i18n';

interface LinkViewProps {
  href: string;
  /** The address, where what is shown is not all of it. */
  title: string | undefined;
  /** It reads as another address than the one it leads to, which then stands behind it. */
  isMisleading?: boolean;
  children: ReactNode;
}

/** A link to elsewhere, which gives nothing of this page away. */
export function LinkView({ href, title, isMisleading = false, children }: LinkViewProps) {
  const { t } = useLocale();
  return (
    <>
      <a
        href={href}
        title={title}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="rounded-sm text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
      >
        <bdi>{children}</bdi>
      </a>
      {isMisleading && (
        <bdi title={title} className="ms-1 text-13 text-warning">
          {t('link.leadsTo', { place: placeOf(href) })}
        </bdi>
      )}
    </>
  );
}

function placeOf(href: string): string {
  return href.startsWith('mailto:') ? href.slice('mailto:'.length) : new URL(href).host;
}
