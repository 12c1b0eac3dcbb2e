// Light, dark, or as the system has it: in the address, so that a link looks as it was sent.

import { useEffect } from "react";
import { usePlace } from "./place.ts";

const themes = ["system", "light", "dark"] as const;
const names: Readonly<Record<(typeof themes)[number], string>> = {
  system: "System",
  light: "Light",
  dark: "Dark",
};

function themeOf(params: URLSearchParams): (typeof themes)[number] {
  return themes.find((one) => one === params.get("theme")) ?? "system";
}

export function useTheme(): void {
  const { place } = usePlace();
  const theme = themeOf(place.params);
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }, [theme]);
}

export function ThemeControl() {
  const { place, choose } = usePlace();
  return (
    <select
      className="theme"
      aria-label="Colours"
      value={themeOf(place.params)}
      onChange={({ target }) => choose({ theme: target.value === "system" ? null : target.value }, "replace")}
    >
      {themes.map((theme) => (
        <option key={theme} value={theme}>
          {names[theme]}
        </option>
      ))}
    </select>
  );
}
