/* An entry has moved: this leads to the same place on its page. Without scripts the head leads on. */

location.replace(document.currentScript.dataset.to + location.search + location.hash);
