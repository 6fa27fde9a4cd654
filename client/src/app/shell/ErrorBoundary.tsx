import { Component, type ReactNode } from 'react';
import { currentLocale } from '../../i18n';
import { Button, EmptyState } from '../../ui';

/** The last net: a mistake in drawing does not leave an empty page behind. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const { t } = currentLocale();
    return (
      <main className="h-full bg-surface-0">
        <EmptyState
          title={t('app.broken')}
          action={
            <Button look="primary" onClick={() => window.location.assign('/')}>
              {t('app.reload')}
            </Button>
          }
        >
          {t('app.brokenHint')}
        </EmptyState>
      </main>
    );
  }
}
