/** A dialog as a template comes in; it is in the page until it gives an answer, which goes out: null for none. */
import { nothing, render } from "lit";

export function asked<T>(draw: (end: (answer: T | null) => void) => unknown): Promise<T | null> {
  return new Promise((decide) => {
    const place = document.createElement("section"); // in it a dialog's head is not the page's
    document.body.append(place);
    const end = (answer: T | null) => {
      render(nothing, place);
      place.remove();
      decide(answer);
    };
    render(draw(end), place);
  });
}
