/** The sign of the product. */
export function Brand({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#1f5fbf" />
      <path
        d="M21.6 20.4a7 7 0 1 1 0-8.8"
        fill="none"
        stroke="#fff"
        strokeWidth="3.4"
        strokeLinecap="round"
      />
      <circle cx="22.4" cy="16" r="2.3" fill="#fff" />
    </svg>
  );
}
