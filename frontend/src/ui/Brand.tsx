/** The awning over a speech bubble, for the dark rail or for a page. */
export function Brand({ on = "rail" }: { on?: "rail" | "page" }) {
  const [bubble, stripe, words] =
    on === "rail" ? ["#F7F3EA", "#FFFFFF", "#0F3E49"] : ["var(--primary)", "var(--az-300)", "var(--on-primary)"];
  return (
    <svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true">
      <path d="M5 14.5h24v9.2a4 4 0 0 1-4 4H15.6l-5.3 4.1a.7.7 0 0 1-1.1-.6v-3.5H9a4 4 0 0 1-4-4z" fill={bubble} />
      <path
        d="M7 3.5h20l3.6 9.2v.9a3.45 3.45 0 0 1-6.8.7 3.45 3.45 0 0 1-6.8 0 3.45 3.45 0 0 1-6.8 0 3.45 3.45 0 0 1-6.8-.7v-.9z"
        fill="#F2B640"
      />
      <path
        d="M12.2 3.5h4.8v10.8a3.45 3.45 0 0 1-6.8 0v-1.6z M21.8 3.5H27l3.6 9.2v.9a3.45 3.45 0 0 1-6.8.7v-1.6z"
        fill={stripe}
      />
      <path d="M10.5 20.5h13M10.5 23.9h8" stroke={words} strokeWidth="2" strokeLinecap="round" fill="none" />
    </svg>
  );
}
