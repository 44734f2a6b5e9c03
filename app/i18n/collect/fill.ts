import { fillFigure } from "./fill-figure";
import { fillGrid } from "./fill-grid";
import { fillKept } from "./fill-kept";
import { fillPage } from "./fill-page";

/** Words of the fill page. */
export const fill = {
  en: { ...fillPage.en, ...fillGrid.en, ...fillFigure.en, ...fillKept.en },
  fr: { ...fillPage.fr, ...fillGrid.fr, ...fillFigure.fr, ...fillKept.fr },
};
