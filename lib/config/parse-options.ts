/** How every schema is applied. Zod would compile each into code first, which takes longer than one run gains by it. */
export const PARSE = { jitless: true } as const;
