/** The product's mark: a round of talk that stays open. */
export function Logo({ className = 'size-8' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path
        d="M22.5 11.2A8 8 0 1 0 16 24h7.2a.8.8 0 0 0 .6-1.3l-1.6-1.9"
        stroke="var(--accent-text)"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="16" cy="16" r="2.2" fill="var(--accent-text)" opacity="0.75" />
    </svg>
  );
}
