package cardos.toolkit;

import javacard.framework.Shareable;

/** What an applet gives out for getShareableInterfaceObject(null, 1): the card calls it when the applet is triggered. */
public interface ToolkitInterface extends Shareable {
    void processToolkit(short event);
}
