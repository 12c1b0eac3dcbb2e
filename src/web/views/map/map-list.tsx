// The lists under a map, and the way past the map to them.

import type { ReactNode } from "react";

const id = "map-list";

export function MapList({ children }: { readonly children: ReactNode }) {
  return (
    <section id={id} tabIndex={-1} aria-label="The map as lists">
      <h2>The same as lists</h2>
      {children}
    </section>
  );
}

export function PastMap() {
  return (
    <a
      className="skip-map"
      href={`#${id}`}
      onClick={(event) => {
        // What stands behind # in the address is the place in the app.
        event.preventDefault();
        document.getElementById(id)?.focus();
      }}
    >
      Past the map to its list
    </a>
  );
}
